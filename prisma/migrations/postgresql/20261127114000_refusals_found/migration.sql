-- A refusal is found by a part of its host name, machine or address.
ALTER TABLE "Refusal" ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';
UPDATE "Refusal" SET "searchText" = lower(COALESCE("hostname", '') || chr(10) || "source" || chr(10) || "ip");
CREATE INDEX "Refusal_reason_lastAt_id_idx" ON "Refusal"("reason", "lastAt", "id");
CREATE INDEX "Refusal_searchText_trigram_idx" ON "Refusal" USING gin ("searchText" gin_trgm_ops) WITH (fastupdate = off);

-- Source servers of a code, the newest first.
CREATE INDEX "SourceServer_lastTokenId_registeredAt_id_idx" ON "SourceServer"("lastTokenId", "registeredAt", "id");
