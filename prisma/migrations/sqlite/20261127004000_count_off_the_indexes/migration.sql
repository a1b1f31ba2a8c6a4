-- A registration counts up "registeredCount", which is in no index any more: what lists are narrowed and ordered by is made of
-- "listedCount", the count as the list last took it up.
DROP INDEX "AccessToken_createdBy_shelf_createdAt_id_idx";
DROP INDEX "AccessToken_createdBy_shelf_expiresAt_id_idx";
DROP INDEX "AccessToken_createdBy_shelf_sortName_id_idx";
DROP INDEX "AccessToken_createdBy_shelf_usage_id_idx";
DROP INDEX "AccessToken_shelf_createdAt_id_idx";
DROP INDEX "AccessToken_shelf_expiresAt_id_idx";
DROP INDEX "AccessToken_shelf_sortName_id_idx";
DROP INDEX "AccessToken_shelf_usage_id_idx";
ALTER TABLE "AccessToken" DROP COLUMN "shelf";
ALTER TABLE "AccessToken" DROP COLUMN "usage";
ALTER TABLE "AccessToken" ADD COLUMN "listedCount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "AccessToken" ADD COLUMN "unlisted" BOOLEAN NOT NULL DEFAULT false;
UPDATE "AccessToken" SET "listedCount" = "registeredCount";
ALTER TABLE "AccessToken" ADD COLUMN "shelf" INTEGER GENERATED ALWAYS AS (
  CASE WHEN "deletedAt" IS NOT NULL THEN NULL ELSE "horizon" * 6 + CASE
    WHEN "disabledAt" IS NOT NULL AND "listedCount" > 0 THEN 5
    WHEN "disabledAt" IS NOT NULL THEN 4
    WHEN "listedCount" >= "count" THEN 3
    WHEN "listedCount" * 5 >= "count" * 4 THEN 2
    WHEN "listedCount" > 0 THEN 1
    ELSE 0 END END
) VIRTUAL;
-- Millionths of the count that are used: no two fractions of a count up to 1000 fall together.
ALTER TABLE "AccessToken" ADD COLUMN "usage" INTEGER GENERATED ALWAYS AS ("listedCount" * 1000000 / NULLIF("count", 0)) VIRTUAL;
CREATE INDEX "AccessToken_shelf_createdAt_id_idx" ON "AccessToken"("shelf", "createdAt", "id");
CREATE INDEX "AccessToken_shelf_expiresAt_id_idx" ON "AccessToken"("shelf", "expiresAt", "id");
CREATE INDEX "AccessToken_shelf_usage_id_idx" ON "AccessToken"("shelf", "usage", "id");
CREATE INDEX "AccessToken_shelf_sortName_id_idx" ON "AccessToken"("shelf", "sortName", "id");
CREATE INDEX "AccessToken_createdBy_shelf_createdAt_id_idx" ON "AccessToken"("createdBy", "shelf", "createdAt", "id");
CREATE INDEX "AccessToken_createdBy_shelf_expiresAt_id_idx" ON "AccessToken"("createdBy", "shelf", "expiresAt", "id");
CREATE INDEX "AccessToken_createdBy_shelf_usage_id_idx" ON "AccessToken"("createdBy", "shelf", "usage", "id");
CREATE INDEX "AccessToken_createdBy_shelf_sortName_id_idx" ON "AccessToken"("createdBy", "shelf", "sortName", "id");
-- Tokens whose uses the list has still to take up.
CREATE INDEX "AccessToken_shelf_unlisted_idx" ON "AccessToken"("id") WHERE "unlisted";

-- A token that is brought in with its uses is listed with them.
CREATE TRIGGER "AccessToken_shelf_insert" AFTER INSERT ON "AccessToken" WHEN NEW."registeredCount" > 0 BEGIN
  UPDATE "AccessToken" SET "listedCount" = NEW."registeredCount" WHERE "row" = NEW."row";
END;
