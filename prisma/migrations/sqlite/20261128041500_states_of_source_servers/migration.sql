-- Source servers that were deleted, and those that may register anew, the newest first.
CREATE INDEX "SourceServer_registeredAt_id_deleted_given_idx" ON "SourceServer"("registeredAt", "id") WHERE "deletedAt" IS NOT NULL;
CREATE INDEX "SourceServer_registeredAt_id_reopened_given_idx" ON "SourceServer"("registeredAt", "id") WHERE "reopenedAt" IS NOT NULL;
