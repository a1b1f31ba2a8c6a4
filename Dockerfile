# The console in a container: docs/operations.md tells how to run it.
FROM node:20-bookworm-slim AS build
# For SQLite where no ready-made one fits.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates g++ make python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
ENV NODE_ENV=production
RUN npm run build

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build /app /app
# What the console writes lies in the one volume; the rest may be read-only.
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
ENV NODE_ENV=production LISTEN_ADDRESS=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/console.db
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "dist/main.mjs"]
