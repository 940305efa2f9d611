from common import greetings

print("would mail:", greetings["greetings"]["english"].format(name="all"))
