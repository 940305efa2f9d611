Dockerfile:1:1: left alone: too little to gain: about 0 MB [too-little-gained]
