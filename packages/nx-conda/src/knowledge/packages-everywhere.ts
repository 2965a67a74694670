/**
 * Packages that projects require for one platform, and that conda-forge has for every platform: a noarch package can
 * require them everywhere, as conda-forge's own recipes do (click, tqdm, pytest).
 */
export const PACKAGES_EVERYWHERE: ReadonlySet<string> = new Set(
  `
  appdirs appnope backports.zoneinfo cffi chardet charset-normalizer colorama coloredlogs cryptography distro
  exceptiongroup greenlet grpcio importlib-metadata importlib_metadata lxml numpy packaging pexpect pillow platformdirs
  psutil ptyprocess pyreadline3 pyserial python-dateutil python-tzdata regex requests setuptools tomli tornado
  typing-extensions typing_extensions tzdata tzlocal win32_setctime
  `
    .trim()
    .split(/\s+/),
);
