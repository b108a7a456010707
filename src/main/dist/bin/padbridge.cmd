@echo off
rem Starts Padbridge on Windows, as the shell script beside it does elsewhere.
rem PADBRIDGE_JAVA_OPTS holds further options for the JVM.
setlocal EnableExtensions DisableDelayedExpansion

for %%i in ("%~dp0..") do set "home=%%~fi"
set /p version=<"%home%\lib\version"
if "%~1"=="--version" if "%~2"=="" goto version
if "%~1"=="-V" if "%~2"=="" goto version

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%i in (java.exe) do set "java=%%~$PATH:i"
if not defined java (
  echo error: no Java found>&2
  echo   help: install a Java 17 or newer, or set JAVA_HOME>&2
  exit /b 2
)
set "runtime="
for %%i in ("%java%") do set "release=%%~dpi..\release"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%a in ("%release%") do if "%%a"=="JAVA_RUNTIME_VERSION" set "runtime=%%~b"

set "command="
set "compiler=-XX:TieredStopAtLevel=1"
:argument
if "%~1"=="" goto arguments
if defined command goto answers
set "word=%~1"
if not "%word:~0,1%"=="-" set "command=%word%"
:answers
if "%~1"=="jsonl" set "compiler=-XX:+TieredCompilation"
if "%~1"=="--format=jsonl" set "compiler=-XX:+TieredCompilation"
shift
goto argument
:arguments

rem Which commands can prove something, whatever their options are.
set "name=commands"
for %%i in (verify scan table matrix explain) do if "%command%"=="%%i" set "name=nd4j"

rem An archive of loaded classes belongs to one Java and to the place of the jars.
set "archives=%home%\lib\archive"
set "origin="
set "made="
if exist "%archives%\origin" (
  for /f "usebackq delims=" %%a in ("%archives%\origin") do if not defined origin (set "origin=%%a") else (set "made=%%a")
)
set "place=%home::=%"
if not "%origin%|%made%"=="%home%|%runtime%" set "archives=%LOCALAPPDATA%\padbridge\%version:~10%\%runtime%\%place%"
set "archive=-Xshare:auto"
if defined runtime if defined LOCALAPPDATA (
  if exist "%archives%\%name%.jsa" (
    set "archive=-XX:SharedArchiveFile=%archives%\%name%.jsa"
  ) else (
    set "archive=-Dpadbridge.archive=%archives%\%name%.jsa"
  )
)
set "jvm=-XX:+UseSerialGC -XX:-UsePerfData -XX:+VerifySharedSpaces -XX:+DisplayVMOutputToStderr"
set "jvm=%jvm% -XX:+SuppressFatalErrorMessage -Xlog:disable -Xlog:all=error:stderr -Xlog:cds*=off:stderr"
set "jvm=%jvm% -Dpadbridge.launcher=0"

if "%name%"=="commands" (
  "%java%" %jvm% "%archive%" -Xmn32m %compiler% %PADBRIDGE_JAVA_OPTS% -cp "%home%\lib\*" io.github.padbridge.cli.Main %*
  goto end
)
rem A proof may take half of the machine, on Java's heap and off it.
set "jvm=%jvm% -XX:MaxRAMPercentage=50"
rem From Java 24 on, loading native code wants a word, or warns.
set "native="
if defined runtime if "%runtime:~0,2%" geq "24" set "native=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
rem Threads of a library bring nothing where layers are proven side by side, and some numbers of them crash it.
set "OMP_NUM_THREADS=1"
set "SD_MAX_THREADS="
set "SD_MASTER_THREADS="
"%java%" %jvm% "%archive%" %native% %PADBRIDGE_JAVA_OPTS% -cp "%home%\lib\*;%home%\lib\nd4j\*" io.github.padbridge.cli.Main %*
:end

rem Java ends with 1 where it cannot start, so Padbridge ends with 10 for a difference.
set "status=%errorlevel%"
if %status%==10 exit /b 1
if %status%==1 (
  echo error: Java could not start>&2
  echo   help: Padbridge needs Java 17 or newer, and memory; check PADBRIDGE_JAVA_OPTS if it is set>&2
  exit /b 2
)
if %status% lss 0 (
  echo error: Java or native code crashed>&2
  exit /b 70
)
exit /b %status%

:version
echo %version%
exit /b 0
