# only a comment

   
	# and one more \
