FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings Node 26 itself, so that the one for machines without it is left out.
RUN npm ci --omit=dev && rm -rf node_modules/node node_modules/.bin/node

FROM node:26-slim
# No playground unless it is asked for: who listens on all addresses would show it to everybody.
ENV NODE_ENV=production NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=8" HOST=0.0.0.0 PORT=3000 DATA_DIR=/data PLAYGROUND=0 NODE_COMPILE_CACHE=/data/compile-cache
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY decks ./decks
COPY manifest/slack.yaml ./manifest/slack.yaml
COPY migrations ./migrations
COPY src ./src
COPY adapters ./adapters
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# That the process serves; /readyz is for whoever sends it requests.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
