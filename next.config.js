/** @type {import('next').NextConfig} */
const nextConfig = {
  // Each build has a folder of its own (scripts/builds.mjs).
  distDir: process.env.BUILD_FOLDER ?? '.next',
  // Whatever lies in the folders above.
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // Set by the build step: the same for the same sources.
  generateBuildId: () => process.env.BUILD_OF_SOURCES ?? null,
  // `npm test` checks the types; whoever starts the console need not.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  reactStrictMode: true,
  // Keeps left pages mounted, and with them a code that was shown once.
  cacheComponents: false,
  // The development server would write what actions are called with, and set-up links, to the
  // terminal.
  logging: { serverFunctions: false, incomingRequests: false },
  serverExternalPackages: [
    'better-sqlite3',
    'pg',
    'pino',
    'lru-cache',
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
  ],
  experimental: {
    // Each page is loaded when somebody first asks for it: an instance that serves programs never
    // loads most of them.
    preloadEntriesOnStart: false,
    // What the proxy stage keeps of a body; server/limits.ts lets in no more than this.
    proxyClientMaxBodySize: '128kb',
    optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'],
  },
}

export default nextConfig
