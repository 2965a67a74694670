/**
 * Packages that projects require for one platform, and that conda-forge has for every platform: a noarch package can
 * require them everywhere, as conda-forge's own recipes do (click, tqdm, pytest). Those for one kind of system are noarch
 * there: appnope (0.1.3), pexpect (4.8.0), ptyprocess (0.7.0) and win32_setctime (1.0.4), by their feedstocks and by lock
 * files. pyreadline3 is not: its feedstock skips all but Windows (3.5.3).
 */
export const PACKAGES_EVERYWHERE: ReadonlySet<string> = new Set(
  `
  appdirs appnope backports.zoneinfo cffi chardet charset-normalizer colorama coloredlogs cryptography distro
  exceptiongroup greenlet grpcio importlib-metadata importlib_metadata lxml numpy packaging pexpect pillow platformdirs
  psutil ptyprocess pyserial python-dateutil python-tzdata regex requests setuptools tomli tornado
  typing-extensions typing_extensions tzdata tzlocal win32_setctime
  `
    .trim()
    .split(/\s+/),
);
