Dockerfile:2:1: left alone: a Windows base [windows-base]
