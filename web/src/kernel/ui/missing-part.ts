const words =
  /Unable to preload|dynamically imported module|Importing a module script failed|error loading dynamically/i;

/**
 * Whether an error says that a part of the page could not be fetched: no connection, or the server has newer pages
 * since it was upgraded. In the words of Vite, Chromium, Firefox and Safari.
 */
export const isMissingPart = (message: string): boolean => words.test(message);
