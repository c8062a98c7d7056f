package cairn.image.member;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of members. */
final class MemberStore {
  static final String LIST =
      """
      SELECT image_id, member, status, created_at, updated_at FROM image_member
       WHERE image_id = :image ORDER BY created_at, member\
      """;

  static final String FIND =
      """
      SELECT image_id, member, status, created_at, updated_at FROM image_member
       WHERE image_id = :image AND member = :member\
      """;

  static final String COUNT =
      "SELECT count(*) AS members FROM image_member WHERE image_id = :image";

  static final String INSERT =
      """
      INSERT INTO image_member (image_id, member, status, created_at, updated_at)
      VALUES (:image, :member, :status, :now, :now)\
      """;

  static final String ANSWER =
      """
      UPDATE image_member SET status = :status, updated_at = :now
       WHERE image_id = :image AND member = :member\
      """;

  static final String DELETE =
      "DELETE FROM image_member WHERE image_id = :image AND member = :member";

  List<Member> list(Transaction tx, UUID image) {
    return tx.sql(LIST).bind("image", image).list(MemberStore::member);
  }

  Optional<Member> find(Transaction tx, UUID image, String member) {
    return tx.sql(FIND).bind("image", image).bind("member", member).optional(MemberStore::member);
  }

  long count(Transaction tx, UUID image) {
    return tx.sql(COUNT).bind("image", image).one(row -> row.longInteger("members"));
  }

  void insert(Transaction tx, UUID image, String member, Instant now) {
    tx.sql(INSERT)
        .bind("image", image)
        .bind("member", member)
        .bind("status", Member.Answer.PENDING)
        .bind("now", now)
        .update();
  }

  boolean answer(Transaction tx, UUID image, String member, Member.Answer answer, Instant now) {
    return tx.sql(ANSWER)
            .bind("image", image)
            .bind("member", member)
            .bind("status", answer)
            .bind("now", now)
            .update()
        > 0;
  }

  boolean delete(Transaction tx, UUID image, String member) {
    return tx.sql(DELETE).bind("image", image).bind("member", member).update() > 0;
  }

  private static Member member(Row row) {
    return new Member(
        row.uuid("image_id"),
        row.text("member"),
        row.constant("status", Member.Answer.class),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
