import { defineConfig } from 'vite'

// https://vitejs.dev/config/
export default defineConfig({
  build: {
    outDir: 'build', // as it was with the tool before
    target: 'esnext', // top-level await
  },
  server: {
    proxy: { '/api': 'http://localhost:8080' },
  },
})
