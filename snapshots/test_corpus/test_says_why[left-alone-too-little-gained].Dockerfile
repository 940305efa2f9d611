Dockerfile:1:1: left alone: too little to gain: about 2 MB [too-little-gained]
