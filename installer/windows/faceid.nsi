; The Windows installer: for one user, without administrator, silent with /S, upgrade in place.
;
; makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DPAYLOAD=folder -DICON=file.ico -DOUT=setup.exe faceid.nsi
;
; The program lies in $INSTDIR\app. A new version is unpacked beside it and takes its place by two renames, so that
; an installer that is interrupted leaves the old version whole. The user's data lie elsewhere
; ($LOCALAPPDATA\faceid-desktop) and are removed only by a second question, or by /PURGE in a silent uninstallation.
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 the program is running, 4 not a 64-bit Windows 10 or newer.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
SetDatablockOptimize on
CRCCheck force
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "FaceID Desktop"
!define WINDOW "faceid-desktop.exe"
!define TERMINAL "faceid.exe"
!define PROGID "FaceIDDesktop.Photo"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\FaceIDDesktop"
!define CAPABILITIES "Software\FaceID Desktop\Capabilities"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\${WINDOW}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German
!insertmacro MUI_LANGUAGE SimpChinese

LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Close it, then try again."
LangString RUNNING ${LANG_GERMAN} "${NAME} läuft noch. Bitte beenden und erneut versuchen."
LangString RUNNING ${LANG_SIMPCHINESE} "${NAME} 正在运行。请先关闭它，然后重试。"
LangString TOO_OLD ${LANG_ENGLISH} "${NAME} needs a 64-bit Windows 10 or newer."
LangString TOO_OLD ${LANG_GERMAN} "${NAME} braucht Windows 10 oder neuer mit 64 Bit."
LangString TOO_OLD ${LANG_SIMPCHINESE} "${NAME} 需要 64 位 Windows 10 或更高版本。"
LangString FAILED ${LANG_ENGLISH} "The files could not be put in place. What was installed before is still there."
LangString FAILED ${LANG_GERMAN} "Die Dateien ließen sich nicht ablegen. Was vorher installiert war, ist noch da."
LangString FAILED ${LANG_SIMPCHINESE} "无法放置文件。先前安装的版本仍然保留。"
LangString PURGE ${LANG_ENGLISH} "Also remove your gallery, settings and logs?$\r$\n$\r$\n$LOCALAPPDATA\faceid-desktop$\r$\n$\r$\nNobody can bring them back."
LangString PURGE ${LANG_GERMAN} "Auch Ihre Galerie, Einstellungen und Protokolle löschen?$\r$\n$\r$\n$LOCALAPPDATA\faceid-desktop$\r$\n$\r$\nNiemand kann sie zurückholen."
LangString PURGE ${LANG_SIMPCHINESE} "是否同时删除您的图库、设置和日志？$\r$\n$\r$\n$LOCALAPPDATA\faceid-desktop$\r$\n$\r$\n删除后无法恢复。"
LangString COMMAND_LINE ${LANG_ENGLISH} "FaceID command line"
LangString COMMAND_LINE ${LANG_GERMAN} "FaceID-Befehlszeile"
LangString COMMAND_LINE ${LANG_SIMPCHINESE} "FaceID 命令行"

; Windows lets nobody write to the file of a running program: that is how it is noticed, also in another session.
!macro DefineRefuseWhileRunning PREFIX
Function ${PREFIX}RefuseWhileRunning
  again:
  StrCpy $1 ""
  ${If} ${FileExists} "$INSTDIR\app\${WINDOW}"
    ClearErrors
    FileOpen $0 "$INSTDIR\app\${WINDOW}" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\app\${TERMINAL}"
    ClearErrors
    FileOpen $0 "$INSTDIR\app\${TERMINAL}" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} $1 == "running"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro DefineRefuseWhileRunning ""
!insertmacro DefineRefuseWhileRunning "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

Section
  Call RefuseWhileRunning

  ; 1. Unpack beside what is there.
  RMDir /r "$INSTDIR\app.new"
  RMDir /r "$INSTDIR\app.old"
  ClearErrors
  SetOutPath "$INSTDIR\app.new"
  File /r "${PAYLOAD}/*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\app.new"
    Goto failed
  ${EndIf}

  ; 2. Take its place.
  ${If} ${FileExists} "$INSTDIR\app\*"
    ClearErrors
    Rename "$INSTDIR\app" "$INSTDIR\app.old"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\app.new"
      Goto failed
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\app.new" "$INSTDIR\app"
  ${If} ${Errors}
    Rename "$INSTDIR\app.old" "$INSTDIR\app"
    RMDir /r "$INSTDIR\app.new"
    Goto failed
  ${EndIf}
  RMDir /r "$INSTDIR\app.old"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  ; 3. Tell Windows.
  WriteRegStr HKCU "Software\${NAME}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\app\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "FaceID Desktop maintainers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\app\${WINDOW}"
  CreateShortcut "$SMPROGRAMS\${NAME}\$(COMMAND_LINE).lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR\app;%PATH%" && faceid --help' "$INSTDIR\app\${TERMINAL}"
  ; Two photos marked in the Explorer, "Send to": the only way in which Windows hands both to one program.
  CreateShortcut "$SENDTO\${NAME}.lnk" "$INSTDIR\app\${WINDOW}"
  ; A folder that Windows 10 has in every user's PATH. The file stays ASCII, whatever the user is called.
  ${If} "$INSTDIR" == "$LOCALAPPDATA\Programs\${NAME}"
  ${AndIf} ${FileExists} "$LOCALAPPDATA\Microsoft\WindowsApps\*"
    FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\faceid.cmd" w
    FileWrite $0 '@"%LOCALAPPDATA%\Programs\${NAME}\app\${TERMINAL}" %*$\r$\n'
    FileClose $0
  ${EndIf}

  ; "Open with", for pictures only; which program opens them by default stays as it is.
  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "Photo"
  WriteRegStr HKCU "Software\Classes\${PROGID}" "FriendlyTypeName" "Photo"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\app\${WINDOW}" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\app\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationName" "${NAME}"
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationDescription" "Compare, enrol and identify faces with evidence"
  WriteRegStr HKCU "Software\RegisteredApplications" "${NAME}" "${CAPABILITIES}"
  !macro Associate EXTENSION
    WriteRegStr HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "${PROGID}" ""
    WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}\SupportedTypes" "${EXTENSION}" ""
    WriteRegStr HKCU "${CAPABILITIES}\FileAssociations" "${EXTENSION}" "${PROGID}"
  !macroend
  !insertmacro Associate ".jpg"
  !insertmacro Associate ".jpeg"
  !insertmacro Associate ".png"
  !insertmacro Associate ".webp"
  !insertmacro Associate ".bmp"
  !insertmacro Associate ".tif"
  !insertmacro Associate ".tiff"
  !insertmacro Associate ".heic"
  !insertmacro Associate ".heif"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  Return

  failed:
  MessageBox MB_OK|MB_ICONSTOP "$(FAILED)" /SD IDOK
  SetErrorLevel 2
  Quit
SectionEnd

Section Uninstall
  Call un.RefuseWhileRunning
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\app.new"
  RMDir /r "$INSTDIR\app.old"
  Delete "$INSTDIR\uninstall.exe"
  ; Only if it is empty: what somebody else has put there stays.
  RMDir "$INSTDIR"

  RMDir /r "$SMPROGRAMS\${NAME}"
  Delete "$SENDTO\${NAME}.lnk"
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\faceid.cmd"
  !macro Dissociate EXTENSION
    DeleteRegValue HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}"
  !macroend
  !insertmacro Dissociate ".jpg"
  !insertmacro Dissociate ".jpeg"
  !insertmacro Dissociate ".png"
  !insertmacro Dissociate ".webp"
  !insertmacro Dissociate ".bmp"
  !insertmacro Dissociate ".tif"
  !insertmacro Dissociate ".tiff"
  !insertmacro Dissociate ".heic"
  !insertmacro Dissociate ".heif"
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegKey HKCU "Software\Classes\Applications\${WINDOW}"
  DeleteRegValue HKCU "Software\RegisteredApplications" "${NAME}"
  DeleteRegKey HKCU "Software\${NAME}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; The user's data: asked for once more, "no" is the default, and a silent run keeps them unless it says /PURGE.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    Goto purge
  ${EndIf}
  ${IfNot} ${FileExists} "$LOCALAPPDATA\faceid-desktop\*"
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(PURGE)" /SD IDNO IDYES purge
  Return
  purge:
  RMDir /r "$LOCALAPPDATA\faceid-desktop"
SectionEnd
