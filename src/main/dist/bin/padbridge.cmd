@echo off
rem Starts Padbridge on Windows, as the shell script beside it does elsewhere.
rem PADBRIDGE_JAVA_OPTS holds further options for Java.
setlocal EnableExtensions DisableDelayedExpansion
if "%~1"=="--version" if "%~2"=="" (echo padbridge @version@& exit /b)
if "%~1"=="-V" if "%~2"=="" (echo padbridge @version@& exit /b)
for %%i in ("%~dp0..") do set "home=%%~fi"
set "classes=NUL"
set "java=%home%\runtime\bin\java.exe"
if not exist "%java%" set "classes=%home%\lib\*;%home%\lib\nd4j\*;%home%\lib\frameworks\*"
if not exist "%java%" set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" for %%i in (java.exe) do set "java=%%~$PATH:i"
if not defined java (echo error: no Java found>&2& echo   help: install a Java 17 or newer, or set JAVA_HOME>&2& exit /b 2)
set "tuning=-XX:TieredStopAtLevel=1"
for %%i in (translate table matrix) do if "%~1"=="%%i" set "tuning=-Xmn32m"
for %%i in (JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS SD_MAX_THREADS SD_MASTER_THREADS) do set "%%i="
set "OMP_NUM_THREADS=1"
set "jvm="@%home%\bin\java.options" %tuning% "-Dpadbridge.home=%home%" -Dpadbridge.launcher=0"
"%java%" %jvm% -cp "%classes%" %PADBRIDGE_JAVA_OPTS% io.github.padbridge.cli.Main %*
rem Java ends with 1 where it cannot start, so Padbridge ends with 10 for a difference.
set "status=%errorlevel%"
if %status%==10 exit /b 1
if %status%==1 (echo error: Java could not start>&2& echo   help: it needs memory; check PADBRIDGE_JAVA_OPTS if it is set>&2& exit /b 2)
if %status% lss 0 (echo error: Java or native code crashed>&2& exit /b 70)
exit /b %status%
