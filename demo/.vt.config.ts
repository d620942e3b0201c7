import { defineConfig } from 'vitest/config'
export default defineConfig({ root: '/work/main', test: { include: ['demo/**/*.test.ts'], testTimeout: 60000 } })
