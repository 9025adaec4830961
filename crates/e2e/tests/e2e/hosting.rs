//! The examples for nginx and Caddy in `docs/deploy.md`.

use e2e::{Browser, Console, EN, LAMPS, LAMPS_NAME, Platform, Request, Response, TempDir, paths};
use http::Method;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

/// Configuration of a console and an API under one prefix.
const CONFIG: &str = r#"{"api":{"base":".","profile":"full"}}"#;

#[tokio::test]
async fn the_example_for_nginx_hosts_the_console_under_a_prefix() {
    let host = Host::new();
    let [http, server]: [String; 2] = host.examples("nginx").try_into().unwrap();
    let address = &host.address;
    // The five paths of the package are writable only for root.
    let temporary =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {name};"));
    let temporary = temporary.concat();
    let config = format!(
        "pid pid; events {{}} http {{ access_log off; {temporary} {http} server {{ listen {address}; {server} }} }}"
    );
    let config = host.folder.file("nginx.conf", config.as_bytes());
    let mut nginx = Command::new(paths::program("NGINX", "/usr/sbin/nginx"));
    nginx.args(["-e", "stderr", "-g", "daemon off; master_process off;"]);
    nginx.arg("-p").arg(host.folder.path()).arg("-c").arg(config);
    host.check(&mut nginx).await;
}

#[tokio::test]
async fn the_example_for_caddy_hosts_the_console_under_a_prefix() {
    let host = Host::new();
    let [example]: [String; 1] = host.examples("caddyfile").try_into().unwrap();
    let site = example.replace("console.example {", &format!("http://{} {{", host.address));
    let config = format!("{{\n admin off\n auto_https off\n default_bind 127.0.0.1\n}}\n{site}");
    let config = host.folder.file("Caddyfile", config.as_bytes());
    let mut caddy = Command::new(paths::program("CADDY", "/usr/bin/caddy"));
    caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(config);
    host.check(caddy.env("HOME", host.folder.path())).await;
}

/// A web server. Dropping it ends the process.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only if the process has already exited.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Files of a console, a platform, and a free address for a web server.
struct Host {
    platform: Platform,
    folder: TempDir,
    /// Names of the files, without compressed copies.
    names: Vec<String>,
    address: String,
}

impl Host {
    fn new() -> Self {
        let folder = TempDir::new("host");
        let site = folder.path().join("site");
        fs::create_dir(&site).unwrap();
        let mut names = Vec::new();
        for file in fs::read_dir(paths::dist()).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            fs::copy(paths::dist().join(&name), site.join(&name)).unwrap();
            names.push(name);
        }
        names.retain(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
        assert!(names.len() >= 8, "{names:?}");
        fs::write(site.join("config.json"), CONFIG).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            platform: Platform::start(&["--portal", "none"]),
            folder,
            names,
            address: listener.local_addr().unwrap().to_string(),
        }
    }

    /// Code blocks of this language in the document, with the paths and addresses of this host.
    fn examples(&self, language: &str) -> Vec<String> {
        let site = self.folder.path().join("site").display().to_string();
        let text = paths::source("docs/deploy.md")
            .replace("/srv/upgrade-console", &site)
            .replace("127.0.0.1:8080", self.platform.address());
        let start = format!("```{language}\n");
        let blocks = text.split(&start).skip(1);
        let blocks = blocks.map(|block| block.split("```").next().unwrap().to_owned());
        blocks.collect()
    }

    fn get(&self, path: &str) -> Response {
        Request::new(Method::GET, path).send(&self.address).unwrap()
    }

    /// Starts the server, checks all answers and uses the console.
    async fn check(&self, command: &mut Command) {
        let browser = Browser::open("about:blank").await;
        let _server = Server(command.stdin(Stdio::null()).spawn().unwrap());
        let connect = async || TcpStream::connect(&self.address);
        browser.wait_for("the server listens", connect).await;

        let documented = documented_headers();
        for name in &self.names {
            let response = self.get(&format!("/ota/{name}"));
            let file = fs::read(self.folder.path().join("site").join(name)).unwrap();
            assert_eq!((response.status, &response.body), (200, &file), "{name}");
            has_headers(&response, &documented, name);
            has_headers(
                &response,
                &[("cache-control".to_owned(), caching(name).to_owned())],
                name,
            );
        }
        let page = self.get("/ota/");
        has_headers(&page, &documented, "the page");
        assert_eq!((page.status, page.header("cache-control")), (200, Some("no-store")));
        let missing = self.get("/ota/upgrade-console-0123456789abcdef.js");
        has_headers(&missing, &documented, "a missing file");
        assert_eq!(missing.status, 404);
        assert!(
            !missing
                .header("cache-control")
                .is_some_and(|value| value.contains("immutable"))
        );

        browser
            .goto(&format!("http://{}/ota?product_id={LAMPS}", self.address))
            .await;
        let console = Console::signed_in(&browser, &self.platform).await;
        browser.expect_text(LAMPS_NAME).await;
        console.table().expect_visible().await;
        assert!(browser.url().await.contains(&format!("/ota/?product_id={LAMPS}")));
        console.button(EN.create_task).click().await;
        let modules = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'))";
        let all_compressed =
            format!("{modules}.length > 1 && {modules}.every(e => e.encodedBodySize < e.decodedBodySize)");
        browser.expect_eval(&all_compressed, true).await;
        let vary = format!("fetch({modules}[0].name).then(({{ headers }}) => headers.get('vary'))");
        assert_eq!(browser.eval(&vary).await, "Accept-Encoding");
        browser.finish().await;
    }
}

/// Headers in the first block of the document's section, and that for HTTPS; names in lower case.
fn documented_headers() -> Vec<(String, String)> {
    let text = paths::source("docs/deploy.md");
    let (_, section) = text.split_once("\n## Headers").unwrap();
    let block = section.split("```").nth(1).unwrap();
    let https = "Strict-Transport-Security: max-age=31536000";
    assert!(section.contains(https));
    let lines = block.lines().chain([https]).filter_map(|line| line.split_once(": "));
    let headers: Vec<_> = lines
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    assert_eq!(headers.len(), 6);
    headers
}

/// Fails unless the response has each header once, with this value.
fn has_headers(response: &Response, headers: &[(String, String)], what: &str) {
    for (name, value) in headers {
        let values: Vec<_> = response.headers.get_all(name).iter().collect();
        assert_eq!(values, [value], "{what}: {name}");
    }
}

/// `Cache-Control` of a file. Only names with a hash contain a hyphen.
fn caching(name: &str) -> &'static str {
    match name {
        "index.html" | "config.json" => "no-store",
        name if name.contains('-') => "public, max-age=31536000, immutable",
        _ => "no-cache",
    }
}
