# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Invoke-WebRequest -Uri "https://example.com/a.zip" -OutFile C:\a.zip ; `
    # unpack it
    Expand-Archive C:\a.zip -DestinationPath C:\a ; `

    Remove-Item C:\a.zip
ENV A="b `"c`"" D=C:\e
COPY ["a b", "C:\\f\\"]
ENTRYPOINT C:\a\b.exe --x
