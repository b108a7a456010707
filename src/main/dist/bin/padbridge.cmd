@echo off
rem Starts Padbridge on Windows, as the shell script beside it does elsewhere.
rem PADBRIDGE_JAVA_OPTS holds further options for Java.
setlocal EnableExtensions DisableDelayedExpansion
if "%~1"=="--version" if "%~2"=="" (echo padbridge @version@& exit /b)
if "%~1"=="-V" if "%~2"=="" (echo padbridge @version@& exit /b)
for %%i in ("%~dp0..") do set "home=%%~fi"
set "classes=NUL"
set "java=%home%\runtime\bin\java.exe"
if not exist "%java%" if not exist "%home%\lib" (echo error: Padbridge is incomplete: "%home%">&2& echo   help: unpack the archive again>&2& exit /b 2)
if not exist "%java%" set "classes=%home%\lib\*;%home%\lib\nd4j\*;%home%\lib\frameworks\*"
if not exist "%java%" set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" for %%i in (java.exe) do set "java=%%~$PATH:i"
if not defined java (echo error: no Java found>&2& echo   help: install Java 17 or newer, or set JAVA_HOME>&2& exit /b 2)
set "tuning=-XX:TieredStopAtLevel=1"
for %%i in (translate table matrix) do if "%~1"=="%%i" set "tuning=-Xmn32m"
for %%i in (JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS SD_MAX_THREADS SD_MASTER_THREADS) do set "%%i="
set "OMP_NUM_THREADS=1"
"%java%" "@%home%\bin\java.options" %tuning% "-Dpadbridge.home=%home%" -Dpadbridge.launcher=0 -cp "%classes%" %PADBRIDGE_JAVA_OPTS% io.github.padbridge.cli.Main %*
rem Class Launcher adds 10 to what Padbridge ends with.
set "status=%errorlevel%"
set /a own=status-10
for %%i in (0 1 2 70) do if "%own%"=="%%i" exit /b %%i
if %status% lss 0 (echo error: Java or native code crashed>&2& echo   help: unpack the archive again; if it still crashes, report it with the input>&2& exit /b 70)
for %%i in (130 141 143) do if "%status%"=="%%i" exit /b %%i
echo error: Java could not start>&2
echo   help: it needs memory; if it never starts, unpack the archive again; check PADBRIDGE_JAVA_OPTS if it is set>&2
exit /b 2
