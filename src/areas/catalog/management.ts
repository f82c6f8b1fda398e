/** Setting up the catalogue: the doors of the management API. */
export {
  changeCategory,
  createCategory,
  getCategory,
  listAllCategories,
  removeCategory,
  type CategoryChange,
  type CategoryWrite,
} from './management/categories.ts'
export {
  changeDayPackage,
  createDayPackage,
  getDayPackage,
  listDayPackages,
  readSaleCurrency,
  removeDayPackage,
  type DayPackageChange,
} from './management/day-packages.ts'
export {
  changeEquipment,
  createEquipment,
  getEquipment,
  listEquipment,
  removeEquipment,
  type EquipmentChange,
} from './management/equipment.ts'
export {
  getOffer,
  listOffers,
  putOffer,
  removeOffer,
  setEquipment,
  setLevelPrices,
  setRooms,
  setServicesOfRoom,
  setTherapists,
  type OfferTerms,
  type ServiceOffer,
} from './management/offers.ts'
export type { Removal } from './management/removal.ts'
export { readSkills, setSkills, type Skill } from './management/skills.ts'
export {
  changeService,
  createService,
  getService,
  listAllServices,
  removeService,
  setAddOns,
  type ServiceSetup,
  type ServiceWrite,
} from './management/services.ts'
