//! Data of the first start.
//!
//! The demo data has 2 products, 6 firmware versions with file contents, devices, tasks in different states, and an
//! account. A second account of another enterprise has a product of its own. The seed determines all of it, and the products
//! have fixed ids, so that documents can refer to them. With `--empty` the database has only an account and one product.

mod content;

use crate::api_error::ApiError;
use crate::files::{FileName, Files};
use crate::options::Options;
use crate::secrets;
use crate::service::{firmware, tasks};
use crate::store::accounts::{self, Account, EnterpriseId};
use crate::store::{self, Store, devices, products};
use content::{DemoProduct, DemoVersion};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use rusqlite::Connection;
use upgrade_api::{
    Description, DevicePart, FileUrl, Firmware, FullFields, Name, NewFirmware, NewTask, Problem, Product, ProductId,
    Profile, RunState, TaskMode, Version,
};

pub use content::{EMPTY_PRODUCT, LAMP, LOCK, THERMOSTAT};

/// Account name in every new database.
pub const ACCOUNT: &str = "demo@example.com";
/// Password of [`ACCOUNT`]. Not a secret: it is printed at every start.
pub const PASSWORD: &str = "upgrade-me";
/// Account name of the second enterprise of the demo data, which has one product without tasks.
pub const OTHER_ACCOUNT: &str = "other@example.com";
/// Password of [`OTHER_ACCOUNT`].
pub const OTHER_PASSWORD: &str = "upgrade-too";

/// Fills a new database; does nothing if it already has an account. `base` is the platform's own address, which the
/// tasks' file addresses start with.
///
/// # Errors
/// 5031001 if the disk or the database fails.
pub async fn fill(store: &Store, files: &Files, options: &Options, base: &str, now: i64) -> Result<(), ApiError> {
    if store.run(|db| Ok(accounts::first(db)?.is_some())).await? {
        return Ok(());
    }
    let mut owners = vec![(ACCOUNT, new_account(1, PASSWORD).await?)];
    if !options.empty {
        owners.push((OTHER_ACCOUNT, new_account(2, OTHER_PASSWORD).await?));
    }
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    let mut products = Vec::new();
    for product in content::products(options.empty)? {
        let mut stored = Vec::new();
        for version in &product.library {
            stored.push(write_file(files, version.size, &mut random).await?);
        }
        products.push((product, stored));
    }
    let demo = Demo {
        products,
        base: base.to_owned(),
        now,
    };
    let options = options.clone();
    store
        .run(move |db| {
            delete_incomplete(db)?;
            let transaction = db.transaction()?;
            demo.fill(&transaction, &owners, &options, &mut random)?;
            // Inserted last: an account marks the data as complete.
            for (name, account) in &owners {
                accounts::insert(&transaction, name, account)?;
            }
            Ok(transaction.commit()?)
        })
        .await
}

/// Deletes the data of a first start that was interrupted.
fn delete_incomplete(connection: &Connection) -> Result<(), ApiError> {
    let tables = "DELETE FROM device_firmware; DELETE FROM devices; DELETE FROM tasks; DELETE FROM firmware; \
                  DELETE FROM products;";
    Ok(connection.execute_batch(tables)?)
}

async fn new_account(number: u32, password: &str) -> Result<Account, ApiError> {
    let salt: [u8; 16] = secrets::random()?;
    let digest = secrets::password_digest(password.to_owned(), salt.to_vec()).await?;
    Ok(Account {
        id: format!("member-{number}"),
        enterprise_id: EnterpriseId(format!("corp-{number}")),
        salt: salt.to_vec(),
        digest: digest.to_vec(),
    })
}

/// Writes a file with random bytes, through the same functions as an upload.
async fn write_file(files: &Files, size: usize, random: &mut impl Rng) -> Result<FileName, ApiError> {
    let mut bytes = vec![0; size];
    random.fill_bytes(&mut bytes);
    let mut incoming = files.begin().await?;
    incoming.write(&bytes).await?;
    Ok(files.keep(incoming).await?)
}

/// Reports demo data that violates a rule of the interface.
fn wrong(problem: Problem) -> ApiError {
    ApiError::fault(format!("demo data: {problem:?}"))
}

struct Demo {
    products: Vec<(DemoProduct, Vec<FileName>)>,
    base: String,
    now: i64,
}

impl Demo {
    fn fill(
        &self,
        connection: &Connection,
        owners: &[(&str, Account)],
        options: &Options,
        random: &mut impl Rng,
    ) -> Result<(), ApiError> {
        for (product, stored) in &self.products {
            let id = ProductId::parse(&product.id).map_err(wrong)?;
            let entry = Product {
                id: id.clone(),
                name: product.name.clone(),
                description: product.description.clone(),
            };
            products::insert(connection, &owners[product.owner].1.enterprise_id, &entry)?;
            self.fill_library(connection, &id, product, stored)?;
            self.fill_tasks(connection, &id, product, stored, options, random)?;
        }
        self.fill_devices(connection, options.device_count(), random)
    }

    fn fill_library(
        &self,
        connection: &Connection,
        id: &ProductId,
        product: &DemoProduct,
        stored: &[FileName],
    ) -> Result<(), ApiError> {
        for (version, name) in product.library.iter().zip(stored) {
            let new = NewFirmware {
                model: product.model.clone(),
                file: self.firmware(version, name)?,
                description: version.notes.clone(),
                release_date: version.released.clone(),
                is_release: true,
                device_part: version.device_part,
            };
            // The library stores only the path, so that the address stays valid when the platform listens elsewhere.
            let (entry, path) = (secrets::id()?, name.url_path());
            firmware::create(connection, id, &entry, &new, &path, self.now)?;
        }
        Ok(())
    }

    fn firmware(&self, version: &DemoVersion, name: &FileName) -> Result<Firmware, ApiError> {
        let url = format!("{}{}", self.base, name.url_path());
        Ok(Firmware {
            version: Version::from_number(u64::from(version.version)).map_err(wrong)?,
            url: FileUrl::parse(&url).map_err(wrong)?,
            md5: name.md5,
            size: name.size,
        })
    }

    fn fill_tasks(
        &self,
        connection: &Connection,
        id: &ProductId,
        product: &DemoProduct,
        stored: &[FileName],
        options: &Options,
        random: &mut impl Rng,
    ) -> Result<(), ApiError> {
        let find = |device_part, number| {
            let mut library = product.library.iter().zip(stored);
            let found = library.find(|(version, _)| version.device_part == device_part && version.version == number);
            let (version, name) = found.ok_or_else(|| ApiError::fault("demo data: a task without a version"))?;
            self.firmware(version, name)
        };
        for task in &product.tasks {
            let device_part = task.device_part;
            // Tasks of profile core have no firmware type: all of them upgrade the WIFI firmware.
            if options.profile == Profile::Core && device_part != DevicePart::Wifi {
                continue;
            }
            let mode = TaskMode::from_number(task.mode).ok_or_else(|| ApiError::fault("demo data: mode"))?;
            let new = NewTask {
                product_id: id.clone(),
                name: Name::parse(&task.name).map_err(wrong)?,
                description: Description::parse(&task.description).map_err(wrong)?,
                from: find(device_part, task.from)?,
                target: find(device_part, task.target)?,
                full: Some(FullFields { device_part, mode }),
            };
            let mut task_id = [0; 16];
            random.fill_bytes(&mut task_id);
            let created = tasks::create(connection, &secrets::hex(&task_id), &new, self.now)?;
            if let Some(RunState::Running) = RunState::from_number(task.status) {
                // Some of the devices that `content.json` puts on the target version.
                let upgraded = u64::from(options.device_count() / 30);
                store::tasks::set_progress(connection, &created.id, RunState::Running, upgraded)?;
            }
        }
        Ok(())
    }

    /// Inserts devices of the products: two of the first per one of the second.
    fn fill_devices(&self, connection: &Connection, count: u32, random: &mut impl Rng) -> Result<(), ApiError> {
        let products: Vec<_> = [0, 0, 1].iter().filter_map(|index| self.products.get(*index)).collect();
        for (number, (product, _)) in (1..=count).zip(products.iter().cycle()) {
            let device = format!("{}-{number:05}", product.prefix);
            let id = ProductId::parse(&product.id).map_err(wrong)?;
            devices::insert(connection, &device, &id, &product.model, &product.installed(random))?;
        }
        Ok(())
    }
}
