export async function draw (response) {
  document.getElementById('moon').textContent = await response.text()
}
