# Registers this Windows machine with an Activation Console. Not tested yet: no PowerShell was at hand when it was written.
#
#   .\register.ps1 -Url https://console.example.com
#
# The activation code is read from -CodeFile, from the variable ACTIVATION_CODE, or asked for; it is never an argument.
# Before its first attempt the machine makes a random key and keeps it where only administrators can read it (-KeyFile names
# another place). The console knows the machine again by it.
# Exit status: 0 registered (or the code is usable, with -Check), 2 wrong usage, 3 unknown code, 4 code disabled,
# 5 code expired, 6 code used up, 7 request refused, 8 console not reached, 9 too many attempts, 10 another machine is
# registered with this machine ID, 14 the code's wave takes only the machines on its list.
param(
  [string]$Url = $env:ACTIVATION_URL,
  [string]$CodeFile,
  [string]$MachineId,
  [string]$ExternalId,
  [string]$KeyFile,
  [int]$Attempts = 6,
  [switch]$Check,
  [switch]$DryRun
)

$ErrorActionPreference = 'Stop'

function Stop-With([int]$Status, [string]$Message) {
  [Console]::Error.WriteLine("register.ps1: $Message")
  exit $Status
}

# The machine ID as it is sent: that of Windows is confidential, and its hash does as well.
function Get-SentId([string]$Id) {
  if ($Id -notmatch '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$') { return $Id }
  $bytes = [Text.Encoding]::UTF8.GetBytes("activation-console machine $Id")
  $hash = [Security.Cryptography.SHA256]::Create().ComputeHash($bytes)
  ($hash | ForEach-Object { $_.ToString('x2') }) -join ''
}

# The key of this machine, made where there is none. A disk that was cloned finds itself in other hardware, and another key belongs there.
function Get-MachineKey {
  $file = $KeyFile
  if (-not $file) {
    $hardware = (Get-CimInstance Win32_ComputerSystemProduct).UUID -replace '[^A-Za-z0-9]', ''
    $file = Join-Path $env:ProgramData "ActivationConsole\machine-key-$hardware"
  }
  if (-not (Test-Path $file)) {
    $folder = Split-Path $file
    if ($folder -and -not (Test-Path $folder)) {
      New-Item -ItemType Directory -Path $folder | Out-Null
      # S-1-5-18 is the system itself, S-1-5-32-544 the administrators.
      icacls $folder /inheritance:r /grant '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
    }
    $random = New-Object byte[] 32
    [Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($random)
    $key = ($random | ForEach-Object { $_.ToString('x2') }) -join ''
    # Of two that do so at once, one wins.
    try {
      $stream = [IO.File]::Open($file, 'CreateNew', 'Write', 'None')
      $bytes = [Text.Encoding]::ASCII.GetBytes($key)
      $stream.Write($bytes, 0, $bytes.Length)
      $stream.Dispose()
    } catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
  }
  $key = "$(Get-Content -TotalCount 1 $file)".Trim()
  if ($key -notmatch '^[A-Za-z0-9]{32,}$') { Stop-With 2 "the file $file holds no machine key." }
  $key
}

function Get-Facts {
  $system = Get-CimInstance Win32_OperatingSystem
  $computer = Get-CimInstance Win32_ComputerSystem
  if (-not $MachineId) { $script:MachineId = (Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Cryptography').MachineGuid }
  $facts = @{
    machineId       = Get-SentId $MachineId
    hostname        = [Net.Dns]::GetHostName()
    platform        = 'windows'
    architecture    = $env:PROCESSOR_ARCHITECTURE
    operatingSystem = $system.Caption
    kernel          = $system.Version
    cpuCount        = [int]$computer.NumberOfLogicalProcessors
    memoryBytes     = [long]$computer.TotalPhysicalMemory
    disks           = @(Get-CimInstance Win32_DiskDrive | ForEach-Object { @{ path = $_.DeviceID; sizeBytes = [long]$_.Size } })
    ipAddresses     = @(Get-NetIPAddress | Where-Object { $_.PrefixOrigin -ne 'WellKnown' } | ForEach-Object { ($_.IPAddress -split '%')[0] })
    agentVersion    = 'register.ps1/1'
  }
  if ($ExternalId) { $facts.externalId = $ExternalId }
  $facts | ConvertTo-Json -Depth 4 -Compress
}

$facts = Get-Facts
if ($DryRun) { $facts; exit 0 }
if ($Url -notmatch '^https?://') { Stop-With 2 'name the address of the console with -Url http://... or https://...' }

# The file that the console saves names the code; else it is the first line.
if ($CodeFile) {
  $named = Select-String -Path $CodeFile -Pattern '^ACTIVATION_CODE=(.*)$' | Select-Object -First 1
  $code = if ($named) { $named.Matches[0].Groups[1].Value } else { Get-Content -TotalCount 1 $CodeFile }
}
elseif ($env:ACTIVATION_CODE) { $code = $env:ACTIVATION_CODE }
else { $code = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString 'Activation code')).Password }
$env:ACTIVATION_CODE = $null
$code = "$code".Trim()
if ($code -notmatch '^[A-Za-z0-9]+$') { Stop-With 3 'this is not an activation code: it has letters and digits only.' }

$request = @{ Headers = @{ Authorization = "Bearer $code" }; UseBasicParsing = $true; TimeoutSec = 60 }
$request.Method = 'Post'
$request.ContentType = 'application/json; charset=utf-8'
if ($Check) {
  $request.Uri = "$($Url.TrimEnd('/'))/api/v1/activation-code"
  $request.Body = [Text.Encoding]::UTF8.GetBytes($facts)
} else {
  $request.Uri = "$($Url.TrimEnd('/'))/api/v1/source-servers"
  $withKey = $facts | ConvertFrom-Json
  $withKey | Add-Member machineKey (Get-MachineKey)
  $request.Body = [Text.Encoding]::UTF8.GetBytes(($withKey | ConvertTo-Json -Depth 4 -Compress))
}

for ($attempt = 1; ; $attempt++) {
  $status = 0
  $pause = [Math]::Min([Math]::Pow(2, $attempt - 1), 32)
  try {
    $answer = (Invoke-WebRequest @request).Content | ConvertFrom-Json
    break
  } catch {
    $failure = $_
    $response = $failure.Exception.Response
    if ($response) {
      $status = [int]$response.StatusCode
      if ("$($response.Headers['Retry-After'])" -match '^\d+$') { $pause = [Math]::Min([int]"$($response.Headers['Retry-After'])", 300) }
    }
    if ($attempt -lt $Attempts -and $status -in 0, 429, 502, 503, 504) {
      [Console]::Error.WriteLine("register.ps1: the console is busy or away; trying again in $pause s.")
      Start-Sleep -Seconds $pause
      continue
    }
    switch ($status) {
      0 { Stop-With 8 "the console at $Url can not be reached." }
      401 { Stop-With 3 'this activation code is unknown. It may be mistyped.' }
      403 {
        if ("$($failure.ErrorDetails.Message)" -match '"host_not_expected"') { Stop-With 14 "this machine is not on the list of the code's wave, which takes no others." }
        Stop-With 4 'this activation code is disabled.'
      }
      410 { Stop-With 5 'this activation code has expired.' }
      409 {
        if ("$($failure.ErrorDetails.Message)" -match '"machine_conflict"') { Stop-With 10 'another machine is registered with this machine ID.' }
        Stop-With 6 'this activation code is used up.'
      }
      429 { Stop-With 9 'too many attempts from this address failed.' }
      { $_ -ge 500 } { Stop-With 8 "the console answered with status $status." }
      default { Stop-With 7 "the console answered with status $status." }
    }
  }
}

if ($Check) {
  "Activation code $($answer.accessTokenId) is $($answer.status): $($answer.registeredCount) of $($answer.count) registered, expires $($answer.expiresAt)."
  exit @{ active = 0; disabled = 4; expired = 5; exhausted = 6 }[$answer.status]
}
"Registered as $($answer.sourceId) with activation code $($answer.accessTokenId) ($($answer.registeredCount) of $($answer.count))."
