import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// In development the API runs beside Vite; in production the API server itself hands out these files.
const api = process.env.PERENNIAL_API ?? 'http://127.0.0.1:4100'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 800,
  },
  server: { host: '127.0.0.1', proxy: { '/v1': api, '/docs': api } },
})
