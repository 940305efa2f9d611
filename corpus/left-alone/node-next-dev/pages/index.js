export default function Home() {
  return <h1>Two weeks by the sea</h1>
}
