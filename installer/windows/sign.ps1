# Signs files with the certificate in the variables CERTIFICATE (base64 of a .pfx) and PASSWORD, with a time stamp.
param([Parameter(Mandatory, ValueFromRemainingArguments)] [string[]] $Files)
$ErrorActionPreference = 'Stop'
$pfx = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
try {
    [IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:CERTIFICATE))
    $signtool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
        Sort-Object FullName | Select-Object -Last 1
    foreach ($file in $Files) {
        & $signtool sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com /f $pfx /p $env:PASSWORD $file
        if ($LASTEXITCODE) { throw "signing $file failed" }
        & $signtool verify /pa $file
        if ($LASTEXITCODE) { throw "the signature of $file does not hold" }
    }
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $pfx
}
