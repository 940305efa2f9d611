 	

  FROM    golang:1.21 AS builder   

	WORKDIR	/usr/src/board


	COPY  .   ./
	  RUN	go  build   -o   \   
			board   \	
			.

FROM debian:bookworm-slim AS runtime

	WORKDIR	/usr/src/board
COPY --from=builder /usr/src/board/board.txt /usr/src/board/board.txt
COPY --from=builder /usr/src/board/board /usr/src/board/board


    # four blanks before this comment
    ENV   BOARD_FILE=board.txt    BOARD_TITLE='Notice  board'

	EXPOSE	8080  
	CMD	[ "./board" ]  


