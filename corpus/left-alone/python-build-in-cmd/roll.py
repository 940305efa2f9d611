import sys

import dice

print(*(dice.roll(number) for number in range(int(sys.argv[1]))))
