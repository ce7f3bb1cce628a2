/**
 * Send JSON to one of the draft's addresses.
 *
 * @param {{csrf: string, urls: Record<string, string>}} setting
 * @param {string} name of the address
 * @param {object} body
 * @returns {Promise<{status: number, body: any}>} status 0 when the server could not be reached
 */
export async function send(setting, name, body) {
  try {
    const answer = await fetch(setting.urls[name], {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": setting.csrf },
      body: JSON.stringify(body),
    });
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
    return { status: answer.status, body: isJson ? await answer.json() : {} };
  } catch (error) {
    if (error instanceof TypeError) return { status: 0, body: {} };
    throw error;
  }
}
