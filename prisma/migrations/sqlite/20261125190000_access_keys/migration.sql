-- CreateTable
CREATE TABLE "AccessKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "secretKeyId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "lastUsedAt" DATETIME,
    "disabledAt" DATETIME,
    "deletedAt" DATETIME
);

-- CreateTable
CREATE TABLE "SmcNonce" (
    "accessKeyId" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,

    PRIMARY KEY ("accessKeyId", "nonce")
);

-- CreateTable
CREATE TABLE "SmcCall" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accessKeyId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "operation" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "requestId" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "AccessKey_deletedAt_createdAt_id_idx" ON "AccessKey"("deletedAt", "createdAt", "id");

-- CreateIndex
CREATE INDEX "AccessKey_ownerId_deletedAt_createdAt_id_idx" ON "AccessKey"("ownerId", "deletedAt", "createdAt", "id");

-- CreateIndex
CREATE INDEX "SmcNonce_expiresAt_idx" ON "SmcNonce"("expiresAt");

-- CreateIndex
CREATE INDEX "SmcCall_accessKeyId_at_id_idx" ON "SmcCall"("accessKeyId", "at", "id");

-- CreateIndex
CREATE INDEX "SourceServer_name_id_idx" ON "SourceServer"("name", "id");
