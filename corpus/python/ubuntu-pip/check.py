import locale
import sys

import colorama
import magic

colorama.init()
locale.setlocale(locale.LC_ALL, "")
for name in sys.argv[1:] or ["/etc/passwd", sys.executable]:
    print(colorama.Fore.GREEN + name + colorama.Fore.RESET, magic.from_file(name, mime=True))
