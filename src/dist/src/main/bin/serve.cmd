@echo off
rem To be clicked on: starts the server and opens the map in the browser. Closing the window ends the server.
title gs-edubalance
call "%~dp0bin\edu.cmd" serve --open %*
if errorlevel 1 pause
