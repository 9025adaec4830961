//! Data of the first start.
//!
//! The demo data has 2 products, 6 firmware versions with file contents, devices, tasks in different states, and an
//! account. A second account of another enterprise has a product of its own. The seed determines all of it, and the products have fixed ids, so that documents can refer to them. With
//! `--empty` the database has only an account and one product.

mod content;

use crate::files::{FileName, Files};
use crate::options::{Options, Profile};
use crate::prng::SplitMix64;
use crate::reject::Reject;
use crate::secrets;
use crate::store::accounts::{self, Account, CorpId};
use crate::store::{Store, devices, firmware, products, tasks};
use content::{DemoProduct, DemoTask, DemoVersion, LIBRARY, LOCKS, PRODUCTS, TASKS};
use rusqlite::Connection;
use upgrade_api::firmware_library::NewFirmware;
use upgrade_api::products::Product;
use upgrade_api::status::RunState;
use upgrade_api::task::{Firmware, FirmwareKind, FullFields, NewTask};
use upgrade_api::values::{Description, FileUrl, Name, Problem, ProductId, Version};

pub use content::{LAMP, LOCK, THERMOSTAT};

/// Account name in every new database.
pub const ACCOUNT: &str = "demo@example.com";
/// Password of [`ACCOUNT`]. Not a secret: it is printed at every start.
pub const PASSWORD: &str = "upgrade-me";
/// Account name of the second enterprise of the demo data, which has one product without tasks.
pub const OTHER_ACCOUNT: &str = "other@example.com";
/// Password of [`OTHER_ACCOUNT`].
pub const OTHER_PASSWORD: &str = "upgrade-too";
/// Product id of `--empty`. Its devices, if `--devices` asks for any, all run version 1.
pub const EMPTY_PRODUCT: &str = "160fa2b000000000000000000000e000";

/// Fills a new database; does nothing if it already has an account. `base` is the platform's own address, which the
/// tasks' file addresses start with.
///
/// # Errors
/// 5031001 if the disk or the database fails.
pub async fn fill(store: &Store, files: &Files, options: &Options, base: &str, now: i64) -> Result<(), Reject> {
    if store.run(|db| Ok(accounts::first(db)?.is_some())).await? {
        return Ok(());
    }
    let mut random = SplitMix64::new(options.seed);
    let library = if options.empty { &[] } else { LIBRARY };
    let mut stored = Vec::new();
    for version in library {
        stored.push((version, write_file(files, version, &mut random).await?));
    }
    let account = new_account(1, PASSWORD).await?;
    let other = match options.empty {
        true => None,
        false => Some(new_account(2, OTHER_PASSWORD).await?),
    };
    let demo = Demo {
        stored,
        base: base.to_owned(),
        corp: account.corp_id.clone(),
        now,
    };
    let options = options.clone();
    store
        .run(move |db| {
            delete_incomplete(db)?;
            if options.empty {
                demo.fill_empty(db, &options)?;
            } else {
                demo.fill_library(db)?;
                demo.fill_tasks(db, &options, &mut random)?;
                fill_devices(db, options.device_count(), &mut random)?;
            }
            // Inserted last: an account marks the data as complete.
            let transaction = db.transaction()?;
            accounts::insert(&transaction, ACCOUNT, &account)?;
            if let Some(other) = other {
                products::insert(&transaction, &other.corp_id, &LOCKS.to_product()?)?;
                accounts::insert(&transaction, OTHER_ACCOUNT, &other)?;
            }
            Ok(transaction.commit()?)
        })
        .await
}

/// Deletes the data of a first start that was interrupted.
fn delete_incomplete(connection: &Connection) -> Result<(), Reject> {
    let tables = "DELETE FROM device_firmware; DELETE FROM devices; DELETE FROM tasks; DELETE FROM firmware; \
                  DELETE FROM products;";
    Ok(connection.execute_batch(tables)?)
}

/// Creates the account of the enterprise with this number.
async fn new_account(number: u32, password: &str) -> Result<Account, Reject> {
    let salt: [u8; 16] = secrets::random()?;
    let digest = secrets::password_digest(password.to_owned(), salt.to_vec()).await?;
    Ok(Account {
        id: format!("member-{number}"),
        corp_id: CorpId(format!("corp-{number}")),
        salt: salt.to_vec(),
        digest: digest.to_vec(),
    })
}

/// Writes the file of a version, through the same functions as an upload.
async fn write_file(files: &Files, version: &DemoVersion, random: &mut SplitMix64) -> Result<FileName, Reject> {
    let mut incoming = files.begin().await?;
    let mut left = version.size;
    let mut chunk = vec![0; 64 * 1024];
    while left > 0 {
        let length = left.min(chunk.len());
        random.fill(&mut chunk[..length]);
        incoming.write(&chunk[..length]).await?;
        left -= length;
    }
    Ok(files.keep(incoming).await?)
}

/// Reports a constant of this module that violates a rule of the interface.
fn wrong(problem: Problem) -> Reject {
    Reject::fault(format!("demo data: {problem:?}"))
}

/// Values from which the demo data is created.
struct Demo {
    stored: Vec<(&'static DemoVersion, FileName)>,
    base: String,
    /// Enterprise of the products.
    corp: CorpId,
    now: i64,
}

impl Demo {
    fn fill_empty(&self, connection: &mut Connection, options: &Options) -> Result<(), Reject> {
        let id = ProductId::parse(EMPTY_PRODUCT).map_err(wrong)?;
        products::insert(
            connection,
            &self.corp,
            &Product {
                id: id.clone(),
                name: "Empty product".to_owned(),
                description: "Made by --empty".to_owned(),
            },
        )?;
        let transaction = connection.transaction()?;
        for number in 1..=options.device_count() {
            let device = format!("device-{number:05}");
            devices::insert(&transaction, &device, &id, "E1", &[(FirmwareKind::Wifi, 1)])?;
        }
        Ok(transaction.commit()?)
    }

    fn fill_library(&self, connection: &mut Connection) -> Result<(), Reject> {
        for product in PRODUCTS {
            products::insert(connection, &self.corp, &product.to_product()?)?;
        }
        for (version, name) in &self.stored {
            let new = NewFirmware {
                model: version.product.model.to_owned(),
                file: self.firmware(version, name)?,
                description: version.notes.to_owned(),
                release_date: version.released.to_owned(),
                is_release: true,
                kind: version.kind,
            };
            let (product, id) = (version.product.to_product()?.id, secrets::id()?);
            // The library stores only the path, so that the address stays valid when the platform listens elsewhere.
            firmware::create(connection, &product, &id, &new, &name.url_path(), self.now)?;
        }
        Ok(())
    }

    fn firmware(&self, version: &DemoVersion, name: &FileName) -> Result<Firmware, Reject> {
        let url = format!("{}{}", self.base, name.url_path());
        Ok(Firmware {
            version: Version::from_number(u64::from(version.version)).map_err(wrong)?,
            url: FileUrl::parse(&url).map_err(wrong)?,
            md5: name.md5,
            size: name.size,
        })
    }

    fn find(&self, task: &DemoTask, number: u32) -> Result<Firmware, Reject> {
        let mut stored = self.stored.iter();
        let (version, name) = stored
            .find(|(v, _)| v.product.id == task.product.id && v.kind == task.kind && v.version == number)
            .ok_or_else(|| Reject::fault("demo data: a task of no version"))?;
        self.firmware(version, name)
    }

    fn fill_tasks(
        &self,
        connection: &mut Connection,
        options: &Options,
        random: &mut SplitMix64,
    ) -> Result<(), Reject> {
        for task in TASKS {
            // Tasks of profile core have no firmware type: all of them upgrade the WIFI firmware.
            if options.profile == Profile::Core && task.kind != FirmwareKind::Wifi {
                continue;
            }
            let mut id = [0; 16];
            random.fill(&mut id);
            let new = NewTask {
                product_id: task.product.to_product()?.id,
                name: Name::parse(task.name).map_err(wrong)?,
                description: Description::parse(task.description).map_err(wrong)?,
                from: self.find(task, task.from)?,
                target: self.find(task, task.target)?,
                full: Some(FullFields {
                    kind: task.kind,
                    mode: task.mode,
                }),
            };
            let created = tasks::create(connection, &secrets::hex(&id), &new, self.now)?;
            if task.status == RunState::Running {
                // Some of the devices that `PRODUCTS` puts on the target version.
                let upgraded = u64::from(options.device_count() / 30);
                tasks::set_progress(connection, &created.id, task.status, upgraded)?;
            }
        }
        Ok(())
    }
}

/// Inserts devices of both products, with versions drawn by the products' shares.
fn fill_devices(connection: &mut Connection, count: u32, random: &mut SplitMix64) -> Result<(), Reject> {
    let transaction = connection.transaction()?;
    for number in 0..count {
        // Two lamps per thermostat.
        let product: &DemoProduct = if number % 3 == 2 {
            &content::THERMOSTATS
        } else {
            &content::LAMPS
        };
        let mut firmware = vec![(FirmwareKind::Wifi, content::pick(product.versions, random))];
        if let Some(mcu) = product.mcu {
            firmware.push((FirmwareKind::Mcu(1), content::pick(mcu, random)));
        }
        let device = format!("{}-{:05}", product.prefix, number + 1);
        let product_id = product.to_product()?.id;
        devices::insert(&transaction, &device, &product_id, product.model, &firmware)?;
    }
    Ok(transaction.commit()?)
}
