#!/bin/sh
# To be clicked on: starts the server and opens the map in the browser. Closing the window ends the server.
cd "$(dirname "$0")" || exit 1
exec bin/edu serve --open "$@"
