fetch(API + '/status').then(async (answer) => { document.title = await answer.text() })
