import asyncio
import getpass
import pathlib

import tornado.web

COUNT = pathlib.Path("/data/count")


class Main(tornado.web.RequestHandler):
    def get(self):
        count = int(COUNT.read_text()) + 1 if COUNT.exists() else 1
        COUNT.write_text(str(count))
        self.write({"count": count, "user": getpass.getuser(), "owner": COUNT.owner()})


async def main():
    tornado.web.Application([("/", Main)]).listen(8888)
    await asyncio.Event().wait()


asyncio.run(main())
