# Tries the frozen program in a folder: its commands, its gallery and its window, with no Python in the path.
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
$faceid = Join-Path (Resolve-Path $Folder) 'faceid.exe'
$window = Join-Path (Resolve-Path $Folder) 'faceid-desktop.exe'
$samples = Join-Path (Resolve-Path $Folder) '_internal\resources\samples'
$env:PATH = "$env:SystemRoot\System32;$env:SystemRoot"
$env:FACEID_DATA_DIR = Join-Path $env:RUNNER_TEMP "Žaneta 李"

function Expect([bool] $Holds, [string] $What) {
    if (-not $Holds) { throw "WRONG: $What" }
    Write-Output "ok: $What"
}

& $faceid doctor
Expect ($LASTEXITCODE -eq 0) 'faceid doctor'
$same = & $faceid compare "$samples\ada-daylight.png" "$samples\ada-evening.png" --json | ConvertFrom-Json
Expect ($same.verdict -eq 'same') "compare: the same person, LLR $($same.llr)"
$other = & $faceid compare "$samples\ada-daylight.png" "$samples\ben-daylight.png" --json | ConvertFrom-Json
Expect ($other.verdict -ne 'same') "compare: different people: $($other.verdict), LLR $($other.llr)"
& $faceid enrol --name Ada --basis consent "$samples\ada-daylight.png"
Expect ($LASTEXITCODE -eq 0) 'enrol into a new gallery'
$found = & $faceid identify "$samples\ada-evening.png" --json | Out-String
Expect ($found.Contains('Ada')) 'identify'

# A program with a window gives no terminal its output; it leaves a picture instead.
$picture = Join-Path $env:RUNNER_TEMP 'window.png'
$run = Start-Process $window -Wait -PassThru -ArgumentList '--screenshot', $picture, "$samples\ada-daylight.png", "$samples\ada-evening.png"
Expect ($run.ExitCode -eq 0 -and (Test-Path $picture)) 'the window opens and compares two photos'
foreach ($start in 'first', 'second', 'third') {
    $out = Join-Path $env:RUNNER_TEMP 'startup.json'
    Start-Process $window -Wait -ArgumentList '--measure-startup' -RedirectStandardOutput $out
    Write-Output "$start start: $(Get-Content $out)"
}
exit 0
