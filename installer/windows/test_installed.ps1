# Installs silently, tries the installed program, upgrades in place, uninstalls, and looks at what is left.
param([Parameter(Mandatory)] [string] $Setup)
$ErrorActionPreference = 'Stop'
$place = "$env:LOCALAPPDATA\Programs\FaceID Desktop"
$data = "$env:LOCALAPPDATA\faceid-desktop"
$listed = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\FaceIDDesktop'

function Expect([bool] $Holds, [string] $What) {
    if (-not $Holds) { throw "WRONG: $What" }
    Write-Output "ok: $What"
}
function Uninstall([string[]] $Options) {
    # `_?=` keeps the uninstaller in its place, so that its end can be waited for; it stays behind then.
    Start-Process "$place\uninstall.exe" -Wait -ArgumentList ($Options + "_?=$place")
    Remove-Item "$place\uninstall.exe"
    Remove-Item $place
}

Expect ((Start-Process $Setup -Wait -PassThru -ArgumentList '/S').ExitCode -eq 0) 'installed'
Expect (Test-Path $listed) 'listed among the installed programs'
& "$PSScriptRoot\test_frozen.ps1" "$place\app"
Remove-Item Env:FACEID_DATA_DIR
& "$place\app\faceid.exe" enrol --name Ada --basis consent "$place\app\_internal\resources\samples\ada-daylight.png"
Expect (Test-Path "$data\gallery\gallery.db") 'a gallery in the user''s own folder'
$running = Start-Process "$place\app\faceid-desktop.exe" -PassThru
Start-Sleep -Seconds 20
Expect ((Start-Process $Setup -Wait -PassThru -ArgumentList '/S').ExitCode -eq 3) 'refused while it runs'
Stop-Process $running
$running.WaitForExit()
Expect ((Start-Process $Setup -Wait -PassThru -ArgumentList '/S').ExitCode -eq 0) 'upgraded in place'
Uninstall @('/S')
Expect (-not (Test-Path $place) -and -not (Test-Path $listed)) 'uninstalled'
Expect (Test-Path "$data\gallery\gallery.db") 'the gallery is still there'
Expect ((Start-Process $Setup -Wait -PassThru -ArgumentList '/S').ExitCode -eq 0) 'installed again'
Uninstall @('/S', '/PURGE')
Expect (-not (Test-Path $data)) 'with /PURGE the gallery is gone'
exit 0
