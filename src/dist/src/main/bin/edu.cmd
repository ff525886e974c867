@echo off
rem Starts the command line: edu list, edu run, edu report, edu doctor, edu serve. edu --help says more.
rem   JAVA_HOME   the Java to use; without it the one on the PATH
rem   JAVA_OPTS   options for it, for example -Xmx4g
rem   EDU_CDS     off: make no archive of classes, which lets later starts be faster; now: make it before going on
setlocal EnableExtensions DisableDelayedExpansion

set "EDU_SELF=%~f0"
set "EDU_JAR=%~dp0..\lib\gs-edubalance-${project.version}-server.jar"
set "EDU_CODE=0"

rem The program writes UTF-8; the console gets its own code page back at the end.
set "EDU_PAGE="
if "%~1"=="--make-archive-of-classes" goto java
for /f "tokens=2 delims=:." %%P in ('chcp 2^>nul') do set "EDU_PAGE=%%P"
chcp 65001 >nul 2>nul

:java
if defined JAVA_HOME goto of_home
set "EDU_JAVA="
for %%J in (java.exe) do set "EDU_JAVA=%%~$PATH:J"
if defined EDU_JAVA goto found
echo edu: no Java is found. Install Java 17 or newer ^(https://adoptium.net^), or set JAVA_HOME to where it is. 1>&2
set "EDU_CODE=2"
goto end

:of_home
set "EDU_JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%EDU_JAVA%" goto found
echo edu: there is no bin\java.exe in JAVA_HOME ^("%JAVA_HOME:"=%"^). Set it to a Java 17 or newer, or to nothing. 1>&2
set "EDU_CODE=2"
goto end

:found
rem openjdk version "17.0.1" or java version "1.8.0_202": what is in the quotes, up to the first point. By a file, since a
rem path with brackets in a for command loses its quotes; by its second word, since Java tells of its options first.
set "EDU_VERSION="
set "EDU_SAID=%TEMP%\edu-java-%RANDOM%%RANDOM%.txt"
"%EDU_JAVA%" -version 2>"%EDU_SAID%"
for /f "usebackq tokens=2,3" %%V in ("%EDU_SAID%") do if "%%V"=="version" if not defined EDU_VERSION set "EDU_VERSION=%%~W"
del "%EDU_SAID%" >nul 2>nul
for /f "tokens=1 delims=.-+" %%V in ("%EDU_VERSION%") do set "EDU_VERSION=%%V"
if "%EDU_VERSION%"=="" goto versioned
if %EDU_VERSION% GEQ 17 goto versioned
echo edu: "%EDU_JAVA%" is a Java older than 17. Install Java 17 or newer, or set JAVA_HOME to where it is. 1>&2
set "EDU_CODE=2"
goto end

:versioned
rem What works on one thing and ends needs less memory and time with Java's simplest collector, and where its thorough
rem compiler is left to what is called ten times as often as Java waits for. What ends at once does without that compiler.
rem A server has time, and is better off with what Java chooses.
set "EDU_TUNED="
set "EDU_GIVEN="
if defined JAVA_OPTS set "EDU_GIVEN=%JAVA_OPTS:"=%"
if defined JDK_JAVA_OPTIONS set "EDU_GIVEN=%EDU_GIVEN% %JDK_JAVA_OPTIONS:"=%"
if defined JAVA_TOOL_OPTIONS set "EDU_GIVEN=%EDU_GIVEN% %JAVA_TOOL_OPTIONS:"=%"
if not defined EDU_GIVEN goto tune
if not "%EDU_GIVEN:GC=%"=="%EDU_GIVEN%" goto tuned
:tune
if "%~1"=="serve" goto tuned
set "EDU_TUNED=-XX:+UseSerialGC -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
set "EDU_TUNED=%EDU_TUNED% -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
set "EDU_TUNED=%EDU_TUNED% -XX:FreqInlineSize=100 -XX:InlineSmallCode=1000"
for %%C in (list describe doctor -h --help -V --version) do if "%~1"=="%%C" set "EDU_TUNED=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
:tuned
rem The classes of the program as Java keeps them in memory: much of each start's work is saved.
if not defined LOCALAPPDATA goto plain
set "EDU_ARCHIVE=%LOCALAPPDATA%\gs-edubalance\edu-${project.version}-java%EDU_VERSION%.jsa"
if "%~1"=="--make-archive-of-classes" goto making
if /i "%EDU_CDS%"=="off" goto plain
if exist "%EDU_ARCHIVE%" goto shared
if exist "%EDU_ARCHIVE%.making" goto plain
if /i "%EDU_CDS%"=="now" goto now
start "" /b /low cmd /d /c call "%%EDU_SELF%%" --make-archive-of-classes >nul 2>nul <nul
goto plain

:now
call "%EDU_SELF%" --make-archive-of-classes >nul 2>nul
if not exist "%EDU_ARCHIVE%" goto plain

:shared
"%EDU_JAVA%" "-XX:SharedArchiveFile=%EDU_ARCHIVE%" -Xshare:auto %EDU_TUNED% %JAVA_OPTS% -jar "%EDU_JAR%" %*
set "EDU_CODE=%ERRORLEVEL%"
goto end

:plain
"%EDU_JAVA%" %EDU_TUNED% %JAVA_OPTS% -jar "%EDU_JAR%" %*
set "EDU_CODE=%ERRORLEVEL%"
goto end

:making
mkdir "%EDU_ARCHIVE%.making" || goto end
"%EDU_JAVA%" "-XX:DumpLoadedClassList=%EDU_ARCHIVE%.making\classes" -Xlog:disable -Xlog:all=off -Dspring.context.exit=onRefresh -Dlogging.level.root=OFF -cp "%EDU_JAR%" org.edubalance.cli.Training "%~dp0..\sample-data"
"%EDU_JAVA%" -Xshare:dump "-XX:SharedClassListFile=%EDU_ARCHIVE%.making\classes" "-XX:SharedArchiveFile=%EDU_ARCHIVE%.making\edu.jsa" -Xlog:disable -Xlog:all=off -cp "%EDU_JAR%"
move "%EDU_ARCHIVE%.making\edu.jsa" "%EDU_ARCHIVE%"
rmdir /s /q "%EDU_ARCHIVE%.making"

:end
if defined EDU_PAGE chcp %EDU_PAGE: =% >nul 2>nul
endlocal & exit /b %EDU_CODE%
