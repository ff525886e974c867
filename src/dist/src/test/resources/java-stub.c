/* In the place of java.exe: tells the version that version.txt has, else writes its arguments down and ends with 3. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static int version(void) {
  FILE *file = fopen("version.txt", "rb");
  int c;
  if (!file) return 9;
  while ((c = fgetc(file)) != EOF) fputc(c, stderr);
  fclose(file);
  return 0;
}

int wmain(int count, wchar_t **arguments) {
  if (count > 1 && !wcscmp(arguments[1], L"-version")) return version();
  FILE *file = fopen("arguments.txt", "ab");
  for (int i = 1; i < count; i++) {
    char utf8[4096];
    WideCharToMultiByte(CP_UTF8, 0, arguments[i], -1, utf8, sizeof utf8, 0, 0);
    fprintf(file, "%s\n", utf8);
  }
  fclose(file);
  return 3;
}
