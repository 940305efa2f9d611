FROM a
LABEL a="café" b="€ÿ"
RUN echo é # ü
