/** The work of a loop that follows the city: once for each edition in force, again where it failed. */
export function eachEdition<Edition extends { readonly versionId: number }>(
  findCurrent: () => Edition | undefined,
  follow: (edition: Edition) => Promise<void>,
): () => Promise<boolean> {
  let followed: number | undefined;
  return async () => {
    const edition = findCurrent();
    if (edition === undefined || edition.versionId === followed) return false;
    await follow(edition);
    followed = edition.versionId;
    return false;
  };
}
