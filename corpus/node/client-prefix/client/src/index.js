import escape from 'escape-html'

const form = document.forms[0]
form.onsubmit = async (event) => {
  event.preventDefault()
  const answer = await fetch('/api/price/' + encodeURIComponent(form.cents.value))
  document.querySelector('pre').innerHTML = escape(await answer.text())
}
