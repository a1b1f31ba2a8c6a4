-- A registration counts up "registeredCount", which is in no index any more: what lists are narrowed and ordered by is made of
-- "listedCount", the count as the list last took it up.
ALTER TABLE "AccessToken" DROP COLUMN "shelf", DROP COLUMN "usage";
ALTER TABLE "AccessToken" ADD COLUMN "listedCount" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "unlisted" BOOLEAN NOT NULL DEFAULT false;
UPDATE "AccessToken" SET "listedCount" = "registeredCount";
ALTER TABLE "AccessToken" ADD COLUMN "shelf" INTEGER GENERATED ALWAYS AS (
  CASE WHEN "deletedAt" IS NOT NULL THEN NULL ELSE "horizon" * 6 + CASE
    WHEN "disabledAt" IS NOT NULL AND "listedCount" > 0 THEN 5
    WHEN "disabledAt" IS NOT NULL THEN 4
    WHEN "listedCount" >= "count" THEN 3
    WHEN "listedCount" * 5 >= "count" * 4 THEN 2
    WHEN "listedCount" > 0 THEN 1
    ELSE 0 END END
) STORED;
-- Millionths of the count that are used: no two fractions of a count up to 1000 fall together.
ALTER TABLE "AccessToken" ADD COLUMN "usage" INTEGER GENERATED ALWAYS AS (("listedCount"::bigint * 1000000 / NULLIF("count", 0))::integer) STORED;
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

-- Room on each page, so that counting up stays on it and leaves the indexes alone.
ALTER TABLE "AccessToken" SET (fillfactor = 80);
-- New texts wait in a short list of the index, which every search reads as well.
ALTER INDEX "AccessToken_searchText_trigram_idx" SET (fastupdate = on, gin_pending_list_limit = 256);
ALTER INDEX "SourceServer_searchText_trigram_idx" SET (fastupdate = on, gin_pending_list_limit = 256);

-- A token that is brought in with its uses is listed with them.
CREATE FUNCTION "listRegistered"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."listedCount" := NEW."registeredCount";
  RETURN NEW;
END $$;
CREATE TRIGGER "AccessToken_shelf_insert" BEFORE INSERT ON "AccessToken"
  FOR EACH ROW WHEN (NEW."registeredCount" > 0) EXECUTE FUNCTION "listRegistered"();
