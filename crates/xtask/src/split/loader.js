
/** Fetches the second module. The page contains its URL and its digest. */
async function laterModule() {
    const [name, integrity] = document.querySelector("script[data-later]").dataset.later.split("#");
    try {
        const response = await fetch(new URL(name, document.baseURI), { integrity });
        if (!response.ok) throw new Error(`status ${response.status}`);
        return await response.arrayBuffer();
    } catch (cause) {
        throw new Error(`no second module: ${cause}`);
    }
}
