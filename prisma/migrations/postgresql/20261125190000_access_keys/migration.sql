-- CreateTable
CREATE TABLE "AccessKey" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "secretKeyId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMP(3),
    "disabledAt" TIMESTAMP(3),
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "AccessKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SmcNonce" (
    "accessKeyId" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SmcNonce_pkey" PRIMARY KEY ("accessKeyId","nonce")
);

-- CreateTable
CREATE TABLE "SmcCall" (
    "id" TEXT NOT NULL,
    "accessKeyId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "operation" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,

    CONSTRAINT "SmcCall_pkey" PRIMARY KEY ("id")
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
