document.body.append('words, words, words')
