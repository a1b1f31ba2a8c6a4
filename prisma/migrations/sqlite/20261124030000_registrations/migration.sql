-- CreateTable
CREATE TABLE "SourceServer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "machineId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "hostname" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "architecture" TEXT NOT NULL,
    "agentVersion" TEXT NOT NULL,
    "systemInfo" TEXT NOT NULL,
    "searchFacts" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "lastTokenId" TEXT NOT NULL,
    "registeredAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "deletedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Registration" (
    "tokenId" TEXT NOT NULL,
    "machineId" TEXT NOT NULL,
    "sourceServerId" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "agentVersion" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("tokenId", "machineId"),
    CONSTRAINT "Registration_sourceServerId_fkey" FOREIGN KEY ("sourceServerId") REFERENCES "SourceServer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Refusal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "hostname" TEXT,
    "ip" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "firstAt" DATETIME NOT NULL,
    "lastAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "SourceServer_machineId_key" ON "SourceServer"("machineId");

-- CreateIndex
CREATE INDEX "SourceServer_deletedAt_registeredAt_id_idx" ON "SourceServer"("deletedAt", "registeredAt", "id");

-- CreateIndex
CREATE INDEX "Registration_tokenId_at_machineId_idx" ON "Registration"("tokenId", "at", "machineId");

-- CreateIndex
CREATE INDEX "Registration_sourceServerId_at_tokenId_idx" ON "Registration"("sourceServerId", "at", "tokenId");

-- CreateIndex
CREATE INDEX "Refusal_tokenId_lastAt_id_idx" ON "Refusal"("tokenId", "lastAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Refusal_tokenId_reason_source_key" ON "Refusal"("tokenId", "reason", "source");
