@echo off
rem Starts the Padbridge that pip installed into libexec of this environment: the one with proofs, if there is one.
setlocal EnableExtensions DisableDelayedExpansion
set "program=%~dp0..\libexec\padbridge-proofs\bin\padbridge.cmd"
if not exist "%program%" set "program=%~dp0..\libexec\padbridge\bin\padbridge.cmd"
if not exist "%program%" (echo error: Padbridge is incomplete: no "%program%">&2& echo   help: install the wheel again>&2& exit /b 2)
"%program%" %*
