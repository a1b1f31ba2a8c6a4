-- Waves: source servers that are expected together, by a list.
CREATE TABLE "Wave" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "description" TEXT,
    "ownerId" TEXT,
    "dueAt" DATETIME,
    "closedAt" DATETIME,
    "onlyExpected" BOOLEAN NOT NULL DEFAULT false,
    "expectedCount" INTEGER NOT NULL DEFAULT 0,
    "registeredCount" INTEGER NOT NULL DEFAULT 0,
    "waivedCount" INTEGER NOT NULL DEFAULT 0,
    "unexpectedCount" INTEGER NOT NULL DEFAULT 0,
    "arrivedCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "clientToken" TEXT,
    "sortName" TEXT NOT NULL DEFAULT '',
    "searchText" TEXT NOT NULL DEFAULT ''
);
CREATE TABLE "ExpectedHost" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "waveId" TEXT NOT NULL,
    "hostname" TEXT NOT NULL,
    "externalId" TEXT,
    "address" TEXT,
    "platform" TEXT,
    "application" TEXT,
    "owner" TEXT,
    "note" TEXT,
    "state" TEXT NOT NULL DEFAULT 'missing',
    "hostKey" TEXT NOT NULL,
    "shortKey" TEXT NOT NULL,
    "externalKey" TEXT,
    "addressKey" TEXT,
    "sourceServerId" TEXT,
    "matchedBy" TEXT,
    "arrivedAt" DATETIME,
    "waivedAt" DATETIME,
    "waivedBy" TEXT,
    "waiveNote" TEXT,
    "createdAt" DATETIME NOT NULL,
    "searchText" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ExpectedHost_waveId_fkey" FOREIGN KEY ("waveId") REFERENCES "Wave" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "WaveMember" (
    "waveId" TEXT NOT NULL,
    "sourceServerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tokenId" TEXT,
    "hostId" TEXT,
    "decision" TEXT,
    "membership" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("waveId", "sourceServerId"),
    CONSTRAINT "WaveMember_waveId_fkey" FOREIGN KEY ("waveId") REFERENCES "Wave" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "WaveTag" (
    "waveId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    PRIMARY KEY ("waveId", "key"),
    CONSTRAINT "WaveTag_waveId_fkey" FOREIGN KEY ("waveId") REFERENCES "Wave" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Wave_nameKey_key" ON "Wave"("nameKey");
CREATE INDEX "Wave_createdAt_id_idx" ON "Wave"("createdAt", "id");
CREATE INDEX "Wave_sortName_id_idx" ON "Wave"("sortName", "id");
CREATE UNIQUE INDEX "Wave_createdBy_clientToken_key" ON "Wave"("createdBy", "clientToken");
CREATE INDEX "ExpectedHost_waveId_state_hostKey_id_idx" ON "ExpectedHost"("waveId", "state", "hostKey", "id");
CREATE INDEX "ExpectedHost_waveId_state_arrivedAt_id_idx" ON "ExpectedHost"("waveId", "state", "arrivedAt", "id");
CREATE INDEX "ExpectedHost_shortKey_idx" ON "ExpectedHost"("shortKey");
CREATE INDEX "ExpectedHost_externalKey_idx" ON "ExpectedHost"("externalKey");
CREATE INDEX "ExpectedHost_addressKey_idx" ON "ExpectedHost"("addressKey");
CREATE INDEX "ExpectedHost_sourceServerId_idx" ON "ExpectedHost"("sourceServerId");
CREATE UNIQUE INDEX "ExpectedHost_waveId_hostKey_key" ON "ExpectedHost"("waveId", "hostKey");
CREATE INDEX "WaveMember_sourceServerId_idx" ON "WaveMember"("sourceServerId");
CREATE INDEX "WaveMember_waveId_kind_at_sourceServerId_idx" ON "WaveMember"("waveId", "kind", "at", "sourceServerId");
CREATE INDEX "WaveTag_key_value_idx" ON "WaveTag"("key", "value");

-- A code belongs to one wave at most.
ALTER TABLE "AccessToken" ADD COLUMN "waveId" TEXT;
ALTER TABLE "AccessToken" ADD COLUMN "onlyExpected" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "AccessToken_waveId_createdAt_id_given_idx" ON "AccessToken"("waveId", "createdAt", "id") WHERE "waveId" IS NOT NULL;

-- What source servers are matched by. Most have no wave and no external ID, and cost their indexes nothing.
ALTER TABLE "SourceServer" ADD COLUMN "externalId" TEXT;
ALTER TABLE "SourceServer" ADD COLUMN "waveId" TEXT;
ALTER TABLE "SourceServer" ADD COLUMN "shortKey" TEXT NOT NULL DEFAULT '';
ALTER TABLE "SourceServer" ADD COLUMN "externalKey" TEXT;
ALTER TABLE "SourceServer" ADD COLUMN "addressKey" TEXT;
UPDATE "SourceServer" SET "shortKey" = CASE WHEN instr(lower("hostname"), '.') > 1 AND "hostname" GLOB '*[^0-9.]*' THEN substr(lower("hostname"), 1, instr("hostname", '.') - 1) ELSE lower("hostname") END,
  "addressKey" = (SELECT "ip" FROM "Registration" WHERE "sourceServerId" = "SourceServer"."id" ORDER BY "at" DESC LIMIT 1);
CREATE INDEX "SourceServer_waveId_registeredAt_id_given_idx" ON "SourceServer"("waveId", "registeredAt", "id") WHERE "waveId" IS NOT NULL;
CREATE INDEX "SourceServer_shortKey_idx" ON "SourceServer"("shortKey");
CREATE INDEX "SourceServer_externalKey_given_idx" ON "SourceServer"("externalKey") WHERE "externalKey" IS NOT NULL;
CREATE INDEX "SourceServer_addressKey_idx" ON "SourceServer"("addressKey");

-- Whom a refusal may have been of.
ALTER TABLE "Refusal" ADD COLUMN "hostKey" TEXT;
ALTER TABLE "Refusal" ADD COLUMN "shortKey" TEXT;
ALTER TABLE "Refusal" ADD COLUMN "externalKey" TEXT;
UPDATE "Refusal" SET "hostKey" = lower("hostname"), "shortKey" = CASE WHEN instr(lower("hostname"), '.') > 1 AND "hostname" GLOB '*[^0-9.]*' THEN substr(lower("hostname"), 1, instr("hostname", '.') - 1) ELSE lower("hostname") END WHERE "hostname" IS NOT NULL;
CREATE INDEX "Refusal_shortKey_idx" ON "Refusal"("shortKey");
CREATE INDEX "Refusal_externalKey_given_idx" ON "Refusal"("externalKey") WHERE "externalKey" IS NOT NULL;
