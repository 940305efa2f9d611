import sys

from PIL import Image

sheet = Image.new("RGB", (160 * len(sys.argv[1:]), 90))
for number, name in enumerate(sys.argv[1:]):
    sheet.paste(Image.open(name).resize((160, 90)), (160 * number, 0))
sheet.save("/tmp/sheet.jpg")
print(sheet.size)
